/** What a report consists of, whatever it is written as, and the writers of HTML and Markdown. */
package io.github.lanewise.bench.page.content;
