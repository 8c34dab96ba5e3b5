// What a good C programmer writes by hand for a network of constant sizes, as a rival: ReLU layers, a softmax, cross-entropy, and gradient
// descent. Batches have samples across the vector lanes and canonical parameters: of each layer the weights [units x inputs], then the
// biases. Single rows have units across the lanes and packed parameters: weights [inputs x padded units], then the biases.
//
// gcc is given the sizes N0, N1, N2 (0 without a second hidden layer) and N3.

#include <math.h>
#include <string.h>

#ifdef __AVX512F__
enum { WIDTH = 16, TILE = 8 };
#else
enum { WIDTH = 8, TILE = 6 }; // 6 x 2 sums in 16 registers
#endif

enum { LANES = 2 * WIDTH, CHUNKS = 64 / LANES }; // the samples that go through a layer at once; the chunks of the largest batch

typedef float vector __attribute__((vector_size(4 * WIDTH), aligned(4), may_alias));
typedef int mask __attribute__((vector_size(4 * WIDTH), aligned(4), may_alias));
typedef float feature[LANES] __attribute__((aligned(64))); // of the samples of a chunk

#define INLINE static inline __attribute__((always_inline))
#define UNROLLED _Pragma("GCC unroll 16")
#define PADDED(units) (((units) + WIDTH - 1) / WIDTH * WIDTH)

INLINE vector load(const float *x) { return *(const vector *)x; }
INLINE void store(float *x, vector value) { *(vector *)x = value; }
INLINE vector all(float x) { return x - (vector){}; }
INLINE vector positive(vector x, vector where) { return (vector)((mask)x & (mask)(where > 0)); }

// --- batches ----------------------------------------------------------------------------------------------------------------------

// z[r] = b[r] + sum_k w[r rstep + k kstep] x[k] for n values of r and the samples of a chunk, in registers; where `relu` says so, 0 where
// gate (or z itself) is not positive.
INLINE void product_tile(
    int n, int count, const float *w, int rstep, int kstep, const float *b, const feature *x, feature *z, int relu, const feature *gate)
{
    vector sum[TILE][2];
    UNROLLED for (int r = 0; r < n; r++) sum[r][0] = sum[r][1] = all(b ? b[r] : 0);
    for (int k = 0; k < count; k++) {
        vector x0 = load(x[k]), x1 = load(x[k] + WIDTH);
        UNROLLED for (int r = 0; r < n; r++) {
            vector factor = all(w[r * rstep + k * kstep]);
            sum[r][0] += factor * x0;
            sum[r][1] += factor * x1;
        }
    }
    UNROLLED for (int r = 0; r < n; r++) {
        UNROLLED for (int half = 0; half < 2; half++) {
            vector value = sum[r][half];
            store(z[r] + half * WIDTH, relu ? positive(value, gate ? load(gate[r] + half * WIDTH) : value) : value);
        }
    }
}

INLINE void product(
    int n, int count, const float *w, int rstep, int kstep, const float *b, const feature *x, feature *z, int relu, const feature *gate)
{
    int r = 0;
    for (; r + TILE <= n; r += TILE)
        product_tile(TILE, count, w + r * rstep, rstep, kstep, b ? b + r : b, x, z + r, relu, gate ? gate + r : gate);
    if (n % TILE)
        product_tile(n % TILE, count, w + r * rstep, rstep, kstep, b ? b + r : b, x, z + r, relu, gate ? gate + r : gate);
}

INLINE void forward(int inputs, int units, const float *p, const feature *x, feature *a, int relu)
{
    product(units, inputs, p, inputs, 1, p + units * inputs, x, a, relu, 0);
}

INLINE void backward(int inputs, int units, const float *p, const feature *delta, feature *before, const feature *a)
{
    product(inputs, units, p, 1, inputs, 0, delta, before, 1, a);
}

INLINE void softmax(int units, feature *z)
{
    float most[LANES], sum[LANES] = {};
    for (int s = 0; s < LANES; s++) most[s] = z[0][s];
    for (int u = 1; u < units; u++)
        for (int s = 0; s < LANES; s++) most[s] = fmaxf(most[s], z[u][s]);
    for (int u = 0; u < units; u++)
        for (int s = 0; s < LANES; s++) sum[s] += z[u][s] = expf(z[u][s] - most[s]);
    for (int s = 0; s < LANES; s++) sum[s] = 1 / sum[s];
    for (int u = 0; u < units; u++)
        for (int s = 0; s < LANES; s++) z[u][s] *= sum[s];
}

// Samples in rows to features, with zeros behind the last; and back.
INLINE void to_features(int width, const float *rows, int count, feature *x)
{
    for (int i = 0; i < width; i++)
        for (int s = 0; s < LANES; s++) x[i][s] = s < count ? rows[s * width + i] : 0;
}

INLINE void to_rows(int width, const feature *x, int count, float *rows)
{
    for (int s = 0; s < count; s++)
        for (int i = 0; i < width; i++) rows[s * width + i] = x[i][s];
}

// (p - y) / rows in place of the probabilities. Returns the sum of the losses.
INLINE float output_delta(int units, const int *labels, int rows, feature *p)
{
    float loss = 0;
    for (int s = 0; s < LANES; s++) {
        loss -= logf(p[labels[s]][s]);
        p[labels[s]][s] -= 1;
    }
    for (int u = 0; u < units; u++)
        for (int s = 0; s < LANES; s++) p[u][s] /= rows;
    return loss;
}

// The step of n units' weights of `width` vectors of inputs, whose gradients are sums in registers over samples in rows.
INLINE void step_tile(int n, int width, int inputs, int units, float *w, const float *x, const feature *delta, int chunks, float rate)
{
    vector sum[TILE][2] = {};
    for (int c = 0; c < chunks; c++, delta += units)
        for (int s = 0; s < LANES; s++, x += inputs)
            UNROLLED for (int u = 0; u < n; u++)
                UNROLLED for (int v = 0; v < width; v++) sum[u][v] += all(delta[u][s]) * load(x + v * WIDTH);
    UNROLLED for (int u = 0; u < n; u++)
        UNROLLED for (int v = 0; v < width; v++) {
            float *at = w + u * inputs + v * WIDTH;
            store(at, load(at) - rate * sum[u][v]);
        }
}

INLINE void step_units(int n, int inputs, int units, float *w, const float *x, const feature *delta, int chunks, float rate)
{
    int i = 0;
    for (; i + 2 * WIDTH <= inputs; i += 2 * WIDTH) step_tile(n, 2, inputs, units, w + i, x + i, delta, chunks, rate);
    if (i < inputs) step_tile(n, 1, inputs, units, w + i, x + i, delta, chunks, rate);
}

INLINE float dot(int inputs, int units, const feature *x, const feature *delta, int chunks)
{
    float sums[LANES] = {}, sum = 0;
    for (int c = 0; c < chunks; c++)
        for (int s = 0; s < LANES; s++) sums[s] += delta[c * units][s] * (x ? x[c * inputs][s] : 1);
    for (int s = 0; s < LANES; s++) sum += sums[s];
    return sum;
}

// p -= rate (delta x^T, delta). Of few inputs, each weight's gradient is a sum across the lanes.
INLINE void step(int inputs, int units, float *p, const feature *x, const float *x_rows, const feature *delta, int chunks, float rate)
{
    if (inputs % WIDTH == 0) {
        int u = 0;
        for (; u + TILE <= units; u += TILE) step_units(TILE, inputs, units, p + u * inputs, x_rows, delta + u, chunks, rate);
        if (units % TILE) step_units(units % TILE, inputs, units, p + u * inputs, x_rows, delta + u, chunks, rate);
    } else {
        for (int u = 0; u < units; u++)
            for (int i = 0; i < inputs; i++) p[u * inputs + i] -= rate * dot(inputs, units, x + i, delta + u, chunks);
    }
    for (int u = 0; u < units; u++) p[units * inputs + u] -= rate * dot(inputs, units, 0, delta + u, chunks);
}

// --- a single row -----------------------------------------------------------------------------------------------------------------

// Eight sums in flight, whatever the units: a narrow layer has several for each unit. Padding comes out as 0.
INLINE void row_columns(int vectors, int chains, int inputs, int stride, const float *w, const float *b, const float *x, float *z, int relu)
{
    vector sum[8] = {};
    UNROLLED for (int v = 0; v < vectors; v++) sum[v] = load(b + v * WIDTH);
    for (int k = 0; k + chains <= inputs; k += chains)
        UNROLLED for (int c = 0; c < chains; c++)
            UNROLLED for (int v = 0; v < vectors; v++)
                sum[c * vectors + v] += all(x[k + c]) * load(w + (k + c) * stride + v * WIDTH);
    UNROLLED for (int v = 0; v < vectors; v++) {
        UNROLLED for (int c = 1; c < chains; c++) sum[v] += sum[c * vectors + v];
        store(z + v * WIDTH, relu ? positive(sum[v], sum[v]) : sum[v]);
    }
}

INLINE void row_forward(int inputs, int units, const float *p, const float *x, float *z, int relu)
{
    const int stride = PADDED(units), vectors = stride / WIDTH < 8 ? stride / WIDTH : 8;
    const int chains = vectors > 4 ? 1 : vectors > 2 ? 2 : 4;
    for (int u = 0; u < stride; u += vectors * WIDTH)
        row_columns(vectors, chains, inputs, stride, p + u, p + inputs * stride + u, x, z + u, relu);
}

INLINE void row_backward(int inputs, int units, const float *p, const float *delta, const float *a, float *before)
{
    const int stride = PADDED(units);
    for (int i = 0; i < inputs; i++) {
        float sum = 0;
        for (int u = 0; u < stride; u++) sum += p[i * stride + u] * delta[u];
        before[i] = a[i] > 0 ? sum : 0;
    }
}

INLINE void row_step(int inputs, int units, float *p, const float *x, const float *delta, float rate)
{
    const int stride = PADDED(units);
    for (int i = 0; i < inputs; i++)
        for (int u = 0; u < stride; u++) p[i * stride + u] -= rate * x[i] * delta[u];
    for (int u = 0; u < stride; u++) p[inputs * stride + u] -= rate * delta[u];
}

INLINE void row_softmax(int units, float *z)
{
    float most = z[0], sum = 0;
    for (int u = 1; u < units; u++) most = fmaxf(most, z[u]);
    for (int u = 0; u < units; u++) sum += z[u] = expf(z[u] - most);
    for (int u = 0; u < units; u++) z[u] /= sum;
}

// Canonical parameters of a layer to packed ones, or back.
static void pack(int inputs, int units, float *canonical, float *packed, int back)
{
    for (int u = 0; u < units; u++)
        for (int i = 0; i <= inputs; i++) {
            float *a = canonical + (i < inputs ? u * inputs + i : units * inputs + u), *b = packed + i * PADDED(units) + u;
            if (back) *a = *b;
            else *b = *a;
        }
}

// --- the network ------------------------------------------------------------------------------------------------------------------

#define SIZE(inputs, units) ((units) * ((inputs) + 1))
#define PACKED(inputs, units) (PADDED(units) * ((inputs) + 1))

enum {
    LAST = N2 ? N2 : N1, // inputs of the last layer
    P2 = SIZE(N0, N1), P3 = P2 + (N2 ? SIZE(N1, N2) : 0),
    R2 = PACKED(N0, N1), R3 = R2 + (N2 ? PACKED(N1, N2) : 0), ROW_PARAMETERS = R3 + PACKED(LAST, N3),
};

int row_parameters(void) { return ROW_PARAMETERS; }

void pack_parameters(float *canonical, float *packed, int back)
{
    pack(N0, N1, canonical, packed, back);
    if (N2) pack(N1, N2, canonical + P2, packed + R2, back);
    pack(LAST, N3, canonical + P3, packed + R3, back);
}

void predict(const float *p, const float *inputs, float *outputs, int rows)
{
    static feature x[N0], a1[N1], a2[N2], a3[N3];
    for (int row = 0; row < rows; row += LANES) {
        const int count = rows - row < LANES ? rows - row : LANES;
        to_features(N0, inputs + row * N0, count, x);
        forward(N0, N1, p, x, a1, 1);
        if (N2) forward(N1, N2, p + P2, a1, a2, 1);
        forward(LAST, N3, p + P3, N2 ? a2 : a1, a3, 0);
        softmax(N3, a3);
        to_rows(N3, a3, count, outputs + row * N3);
    }
}

// A step with a batch of whole chunks, at most CHUNKS. Returns the loss before it.
float train(float *p, const float *inputs, const int *labels, int rows, float rate)
{
    static feature x[CHUNKS][N0], a1[CHUNKS][N1], a2[CHUNKS][N2], d1[CHUNKS][N1], d2[CHUNKS][N2], d3[CHUNKS][N3];
    static float rows1[CHUNKS][LANES * N1], rows2[CHUNKS][LANES * N2];
    const int chunks = rows / LANES;
    float loss = 0;
    for (int c = 0; c < chunks; c++) {
        to_features(N0, inputs + c * LANES * N0, LANES, x[c]);
        forward(N0, N1, p, x[c], a1[c], 1);
        if (N2) forward(N1, N2, p + P2, a1[c], a2[c], 1);
        forward(LAST, N3, p + P3, N2 ? a2[c] : a1[c], d3[c], 0);
        softmax(N3, d3[c]);
        loss += output_delta(N3, labels + c * LANES, rows, d3[c]);
        backward(LAST, N3, p + P3, d3[c], N2 ? d2[c] : d1[c], N2 ? a2[c] : a1[c]);
        if (N2) backward(N1, N2, p + P2, d2[c], d1[c], a1[c]);
        to_rows(N1, a1[c], LANES, rows1[c]);
        if (N2) to_rows(N2, a2[c], LANES, rows2[c]);
    }
    step(LAST, N3, p + P3, N2 ? *a2 : *a1, N2 ? *rows2 : *rows1, *d3, chunks, rate);
    if (N2) step(N1, N2, p + P2, *a1, *rows1, *d2, chunks, rate);
    step(N0, N1, p, *x, inputs, *d1, chunks, rate);
    return loss / rows;
}

void predict_row(const float *p, const float *inputs, float *outputs)
{
    float a1[PADDED(N1)], a2[PADDED(N2)], a3[PADDED(N3)];
    row_forward(N0, N1, p, inputs, a1, 1);
    if (N2) row_forward(N1, N2, p + R2, a1, a2, 1);
    row_forward(LAST, N3, p + R3, N2 ? a2 : a1, a3, 0);
    row_softmax(N3, a3);
    memcpy(outputs, a3, sizeof(float) * N3);
}

float train_row(float *p, const float *inputs, const int *label, float rate)
{
    float a1[PADDED(N1)], a2[PADDED(N2)], d1[PADDED(N1)] = {}, d2[PADDED(N2)] = {}, d3[PADDED(N3)];
    row_forward(N0, N1, p, inputs, a1, 1);
    if (N2) row_forward(N1, N2, p + R2, a1, a2, 1);
    row_forward(LAST, N3, p + R3, N2 ? a2 : a1, d3, 0);
    row_softmax(N3, d3);
    float loss = -logf(d3[*label]);
    d3[*label] -= 1;
    row_backward(LAST, N3, p + R3, d3, N2 ? a2 : a1, N2 ? d2 : d1);
    if (N2) row_backward(N1, N2, p + R2, d2, a1, d1);
    row_step(LAST, N3, p + R3, N2 ? a2 : a1, d3, rate);
    if (N2) row_step(N1, N2, p + R2, a1, d2, rate);
    row_step(N0, N1, p, inputs, d1, rate);
    return loss;
}
