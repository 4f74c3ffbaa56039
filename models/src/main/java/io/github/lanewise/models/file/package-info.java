/** What files of all formats share: writing them as a whole, and words for what is wrong. */
package io.github.lanewise.models.file;
