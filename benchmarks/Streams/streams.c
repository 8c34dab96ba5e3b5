// What a good C programmer writes by hand for a layer that follows a stream, as a rival: units across the lanes, constant sizes, sums in
// registers, the state in static memory.
//
// gcc is given INPUTS and UNITS; GATES, 4 for an LSTM, 3 for a GRU and 1 for a convolution of KERNEL taps; and HEAD, 1 where a dense unit
// reads the layer, else 0. Parameters are PyTorch's, layer by layer.

#include <math.h>
#include <string.h>

#ifdef __AVX512F__
enum { WIDTH = 16 };
#else
enum { WIDTH = 8 };
#endif

enum { STRIDE = (UNITS + WIDTH - 1) / WIDTH * WIDTH, VECTORS = STRIDE / WIDTH, CHAINS = VECTORS > 2 ? 1 : 2 };

typedef float vector __attribute__((vector_size(4 * WIDTH), aligned(4), may_alias));

#define INLINE static inline __attribute__((always_inline))
#define UNROLLED _Pragma("GCC unroll 16")

INLINE vector load(const float *x) { return *(const vector *)x; }
INLINE void store(float *x, vector value) { *(vector *)x = value; }
INLINE vector all(float x) { return x - (vector){}; }
INLINE float sigmoid(float x) { return 1 / (1 + expf(-x)); }

// z = b + sum_k w[k] x[k] of a gate, whose weights of input k stand at w + k * STRIDE.
INLINE void product(int count, const float *w, const float *b, const float *x, float *z)
{
    vector sum[CHAINS][VECTORS] = {};
    UNROLLED for (int v = 0; v < VECTORS; v++) sum[0][v] = load(b + v * WIDTH);
    int k = 0;
    for (; k + CHAINS <= count; k += CHAINS)
        UNROLLED for (int c = 0; c < CHAINS; c++)
            UNROLLED for (int v = 0; v < VECTORS; v++)
                sum[c][v] += all(x[k + c]) * load(w + (k + c) * STRIDE + v * WIDTH);
    for (; k < count; k++)
        UNROLLED for (int v = 0; v < VECTORS; v++) sum[0][v] += all(x[k]) * load(w + k * STRIDE + v * WIDTH);
    UNROLLED for (int v = 0; v < VECTORS; v++) {
        UNROLLED for (int c = 1; c < CHAINS; c++) sum[0][v] += sum[c][v];
        store(z + v * WIDTH, sum[0][v]);
    }
}

static const float *take(int count, const float *p, float *to)
{
    memcpy(to, p, count * sizeof(float));
    return p + count;
}

#ifdef KERNEL

enum { SEEN = KERNEL * INPUTS, PAST = (KERNEL - 1) * INPUTS, BLOCK = 512 };

static float w[SEEN * STRIDE], b[STRIDE], frames_seen[PAST + BLOCK * INPUTS];

// Weights are [channels x inputs x taps].
void load_parameters(const float *p)
{
    for (int u = 0; u < UNITS; u++)
        for (int i = 0; i < INPUTS; i++)
            for (int k = 0; k < KERNEL; k++) w[(k * INPUTS + i) * STRIDE + u] = *p++;
    take(UNITS, p, b);
    memset(frames_seen, 0, sizeof frames_seen);
}

// At most BLOCK frames; four share each load of weights.
void process(const float *x, float *y, int frames)
{
    memcpy(frames_seen + PAST, x, frames * INPUTS * sizeof(float));
    int t = 0;
    for (; t + 4 <= frames; t += 4) {
        vector sum[4][VECTORS];
        UNROLLED for (int r = 0; r < 4; r++)
            UNROLLED for (int v = 0; v < VECTORS; v++) sum[r][v] = load(b + v * WIDTH);
        for (int k = 0; k < SEEN; k++)
            UNROLLED for (int r = 0; r < 4; r++)
                UNROLLED for (int v = 0; v < VECTORS; v++)
                    sum[r][v] += all(frames_seen[(t + r) * INPUTS + k]) * load(w + k * STRIDE + v * WIDTH);
        UNROLLED for (int r = 0; r < 4; r++)
            UNROLLED for (int v = 0; v < VECTORS; v++) store(y + (t + r) * UNITS + v * WIDTH, sum[r][v]);
    }
    for (; t < frames; t++) product(SEEN, w, b, frames_seen + t * INPUTS, y + t * UNITS);
    memmove(frames_seen, frames_seen + frames * INPUTS, PAST * sizeof(float));
}

#else

static float w_ih[GATES][INPUTS * STRIDE], w_hh[GATES][UNITS * STRIDE], b_ih[GATES][STRIDE], b_hh[GATES][STRIDE], h[STRIDE], c[STRIDE];
static float head[STRIDE], head_bias;

static const float *pack(int inputs, const float *p, float *w)
{
    for (int u = 0; u < UNITS; u++)
        for (int i = 0; i < inputs; i++) w[i * STRIDE + u] = *p++;
    return p;
}

void load_parameters(const float *p)
{
    for (int g = 0; g < GATES; g++) p = pack(INPUTS, p, w_ih[g]);
    for (int g = 0; g < GATES; g++) p = pack(UNITS, p, w_hh[g]);
    for (int g = 0; g < GATES; g++) p = take(UNITS, p, b_ih[g]);
    for (int g = 0; g < GATES; g++) p = take(UNITS, p, b_hh[g]);
    if (HEAD) head_bias = *take(UNITS, p, head);
    memset(h, 0, sizeof h);
    memset(c, 0, sizeof c);
}

void process(const float *x, float *y, int frames)
{
    for (int t = 0; t < frames; t++) {
        float i[GATES][STRIDE], z[GATES][STRIDE];
        UNROLLED for (int g = 0; g < GATES; g++) {
            product(INPUTS, w_ih[g], b_ih[g], x + t * INPUTS, i[g]);
            product(UNITS, w_hh[g], b_hh[g], h, z[g]);
        }
#if GATES == 4
        for (int u = 0; u < STRIDE; u++) {
            c[u] = sigmoid(i[1][u] + z[1][u]) * c[u] + sigmoid(i[0][u] + z[0][u]) * tanhf(i[2][u] + z[2][u]);
            h[u] = sigmoid(i[3][u] + z[3][u]) * tanhf(c[u]);
        }
#else
        for (int u = 0; u < STRIDE; u++) {
            float update = sigmoid(i[1][u] + z[1][u]), next = tanhf(i[2][u] + sigmoid(i[0][u] + z[0][u]) * z[2][u]);
            h[u] = (1 - update) * next + update * h[u];
        }
#endif
        if (HEAD) {
            float sum = head_bias;
            for (int u = 0; u < STRIDE; u++) sum += head[u] * h[u];
            y[t] = sum;
        } else {
            memcpy(y + t * UNITS, h, UNITS * sizeof(float));
        }
    }
}

#endif
