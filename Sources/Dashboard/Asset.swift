import Hummingbird
import Reporting

/// The few files that pages load; they are compiled in, so no request path reaches the disk.
enum Asset {
  /// Returns the asset that the request names.
  static func response(_ context: BasicRequestContext) throws -> Response {
    switch try context.parameters.require("name") {
    case "style.css": text(ReportTemplates.stylesheet, type: "text/css")
    case "dashboard.css": text(PackageResources.dashboard_css, type: "text/css")
    case "collect.js": text(PackageResources.collect_js, type: "text/javascript")
    default: throw HTTPError(.notFound, message: "There is no such file.")
    }
  }

  private static func text(_ bytes: [UInt8], type: String) -> Response {
    text(String(decoding: bytes, as: UTF8.self), type: type)
  }

  private static func text(_ content: String, type: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "\(type); charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: content)))
  }
}
