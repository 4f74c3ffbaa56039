/** What the report says about each area: which numbers, compared with what. */
package io.github.lanewise.bench.page.section;
