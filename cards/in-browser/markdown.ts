import MarkdownIt from 'markdown-it'

/** The part of Markdown Teams shows: emphasis, lists and links. Everything else, HTML first of all, stays text. */
const markdown = new MarkdownIt('zero', { html: false, breaks: true })
  .enable(['emphasis', 'link', 'list', 'newline', 'escape', 'entity'])
  .use((parser) => {
    parser.validateLink = (url) => /^https?:\/\//i.test(url)
  })

/** Text as HTML that is safe to show: no markup of its own, links to http and https only. */
export const markdownToHtml = (text: string): string => markdown.render(text)
