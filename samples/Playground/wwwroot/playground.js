// What only JavaScript can ask of the browser; the rest of the page is C#.

export const prefersReducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

export const widthOf = id => document.getElementById(id).getBoundingClientRect().width;

export function paint(id, pixels) {
    const canvas = document.getElementById(id);
    const image = new ImageData(new Uint8ClampedArray(pixels.slice()), canvas.width, canvas.height);
    canvas.getContext('2d').putImageData(image, 0, 0);
}

export function revealMark(id) {
    const box = document.getElementById(id);
    const mark = box.querySelector('mark');
    if (mark) box.scrollTop = mark.offsetTop - box.clientHeight / 3;
}

// Keys that an element uses itself must not scroll the page; it names them in data-keys. All others, Tab above all, stay the browser's.
document.addEventListener('keydown', event => {
    const keys = event.target.closest?.('[data-keys]')?.dataset.keys.split(',');
    if (keys?.includes(event.key === ' ' ? 'Space' : event.key)) event.preventDefault();
});

// A stroke goes on where it leaves the drawing area.
document.addEventListener('pointerdown', event => {
    const plot = event.target.closest?.('#plot');
    if (plot) plot.setPointerCapture(event.pointerId);
});
