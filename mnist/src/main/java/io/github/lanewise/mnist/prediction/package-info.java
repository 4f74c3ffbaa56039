/** What a model says of an image: from the file to the most probable classes. */
package io.github.lanewise.mnist.prediction;
