/**
 * The oracle: every operation in plain loops over NCHW arrays of doubles. Never optimised.
 *
 * <p>Letters: {@code N} images, {@code C} input channels, {@code H W} input extents, {@code K}
 * output channels, {@code R S} window extents, {@code P Q} output extents.
 */
package io.github.lanewise.engine.reference;
