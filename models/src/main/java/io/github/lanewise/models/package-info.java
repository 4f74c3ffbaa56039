/**
 * Networks made of the engine's layers: what they are ({@link io.github.lanewise.models.LeNet5}),
 * how to find one by name ({@link io.github.lanewise.models.Models}), what each layer costs and
 * sees ({@link io.github.lanewise.models.Summary}), and their weights as files ({@link
 * io.github.lanewise.models.WeightsFile}).
 */
package io.github.lanewise.models;
