/** Images made larger or smaller. */
package io.github.lanewise.engine.operation.resize;
