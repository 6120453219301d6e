import Hummingbird
import Mustache
import Reporting

/// A page of the dashboard: stored properties and a template of the same name.
protocol Page: Sendable {
  /// The name of the template.
  static var template: String { get }
}

extension Page {
  static var template: String { String(describing: Self.self) }
}

/// Renders pages into responses.
struct PageWriter: Sendable {
  private let library: MustacheLibrary

  /// Compiles the templates.
  init() throws {
    var library = try ReportTemplates.library()
    let own: [(name: String, bytes: [UInt8])] = [
      ("IndexPage", PackageResources.IndexPage_mustache),
      ("CollectPage", PackageResources.CollectPage_mustache),
      ("DonePage", PackageResources.DonePage_mustache),
      ("NoticePage", PackageResources.NoticePage_mustache),
      ("JoinPage", PackageResources.JoinPage_mustache),
      ("MinePage", PackageResources.MinePage_mustache),
      ("StudyPage", PackageResources.StudyPage_mustache),
    ]
    for template in own {
      try library.register(String(decoding: template.bytes, as: UTF8.self), named: template.name)
    }
    self.library = library
  }

  /// Returns a page as a response.
  func response<P: Page>(_ page: P, status: HTTPResponse.Status = .ok) throws -> Response {
    // A dictionary, in which a name is found at once: the library would otherwise look through all
    // stored properties for each of the template's names.
    let properties = Mirror(reflecting: page).children.reduce(into: [String: Any]()) {
      if let name = $1.label { $0[name] = Self.unwrapped($1.value) }
    }
    return try response(html: library.page(properties, named: P.template), status: status)
  }

  /// Returns what an optional holds: one without a value would count as a value.
  private static func unwrapped(_ value: Any) -> Any? {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return value }
    return mirror.children.first?.value
  }

  /// Returns finished HTML as a response.
  func response(html: String, status: HTTPResponse.Status = .ok) throws -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: html)))
  }
}
