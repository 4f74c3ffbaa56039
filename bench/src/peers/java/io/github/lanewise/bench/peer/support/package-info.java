/** What peers with native code share: finding functions, and the versions of jars. */
package io.github.lanewise.bench.peer.support;
