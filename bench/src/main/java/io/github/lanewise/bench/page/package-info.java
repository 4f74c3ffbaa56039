/** The report that a person looks at: a page, the same in Markdown, and the charts as files. */
package io.github.lanewise.bench.page;
