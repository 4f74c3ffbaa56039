/**
 * Reads and writes safetensors files: named tensors in one file that other frameworks can open.
 *
 * <p>A file is an 8-byte little-endian header length N, then N bytes of UTF-8 JSON, then the data.
 * The JSON object maps each tensor's name to its element type, its shape and the half-open byte
 * range {@code [begin, end)} that it takes in the data; the reserved key {@code __metadata__} maps
 * strings to strings. Elements are little-endian and in row-major order, and the ranges cover the
 * data without gap or overlap.
 *
 * <p>{@link io.github.lanewise.models.safetensors.SafetensorsWriter} writes such a file, {@link
 * io.github.lanewise.models.safetensors.SafetensorsFile} reads one. Both move plain floats and know
 * nothing of networks. Every fault of a file is a {@link
 * io.github.lanewise.models.safetensors.SafetensorsException} whose message is one sentence.
 */
package io.github.lanewise.models.safetensors;
