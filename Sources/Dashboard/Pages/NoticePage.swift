import Hummingbird
import Reporting

/// One sentence in place of a page that cannot be shown.
struct NoticePage: Page {
  let heading: VisibleText
  let sentence: VisibleText

  /// Creates the page for a status.
  init(_ status: HTTPResponse.Status, sentence: String) {
    heading =
      switch status.code {
      case 401: "Not signed in"
      case 404: "Not found"
      case 403, 421: "Not allowed"
      case 413: "Too large"
      case 429: "Enough"
      case 500...: "Something went wrong"
      default: "Bad request"
      }
    self.sentence = VisibleText(sentence)
  }
}
