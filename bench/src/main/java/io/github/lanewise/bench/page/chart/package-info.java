/**
 * Bar and line charts of a few shapes: one drawing code for SVG with real text, wide or narrow,
 * light or dark, and for PNG.
 */
package io.github.lanewise.bench.page.chart;
