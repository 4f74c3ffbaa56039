/** What the trainer reaches: speed with augmentation, cost of checkpoints, presets. */
package io.github.lanewise.bench.trainer;
