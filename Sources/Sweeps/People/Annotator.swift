import Foundation

/// A scripted annotator: judges every pair in a fixed way, and remembers what was confirmed.
struct Annotator {
  /// A form as it lies before the person.
  private struct Form {
    let collection: String
    let pair: Int
    let fields: [(name: String, value: String)]
  }

  /// The pairs whose judgement the page has confirmed.
  private(set) var confirmed: [Int] = []
  /// The collection that the person works on.
  private(set) var collection: String?
  /// The form that was sent and not confirmed, to be sent again as a browser does.
  private var open: Form?

  /// How the work with one server ended.
  enum End: Hashable {
    /// No pair is left.
    case done
    /// The server did not answer.
    case serverGone
    /// The server answered with something else than a page of ours.
    case refused(status: Int)
  }

  /// Judges pair after pair, for as long as there are pairs and a server.
  mutating func work(with client: PageClient) -> End {
    while true {
      if let form = open {
        guard let page = client.post(form.fields, to: "/collect/\(form.collection)") else {
          return .serverGone
        }
        guard page.status == 303 else { return .refused(status: page.status) }
        confirmed.append(form.pair)
        open = nil
      }
      guard let index = client.get("/") else { return .serverGone }
      guard index.status == 200 else { return .refused(status: index.status) }
      guard let collection = index.collection else { return .done }
      guard let page = client.get("/collect/\(collection)") else { return .serverGone }
      guard page.status == 200 else { return .refused(status: page.status) }
      guard let form = Self.form(of: page, collection) else { return .done }
      self.collection = collection
      open = form
    }
  }

  /// Fills in the form of a page; nil if no pair is left.
  private static func form(of page: Page, _ collection: String) -> Form? {
    guard let token = page.field("token"), let answer = page.field("answer"),
      let pair = page.field("pair").flatMap({ Int($0) })
    else { return nil }
    let safety = ["bothSafe", "onlyA", "onlyB", "bothUnsafe"][pair % 4]
    return Form(
      collection: collection, pair: pair,
      fields: [
        ("token", token), ("pair", "\(pair)"), ("answer", answer), ("safety", safety),
        ("choice", "\(pair % 8 + 1)"), ("confirmed", "\(pair % 8 + 1)-\(safety)"),
      ])
  }
}
