/** What others compute, found at run time: the jars of peers are not always there. */
package io.github.lanewise.bench.peer;
