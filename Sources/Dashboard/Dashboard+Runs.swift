import Artifacts
import Hummingbird
import Reporting

extension Dashboard {
  /// Adds the pages that show runs.
  func addRunRoutes(to router: Router<BasicRequestContext>) {
    router.get("/") { _, _ in try index() }
    router.get("run/:run") { _, context in
      let report = try report(context)
      let page = ReportPage(report, home: "/", stylesheet: "/assets/style.css")
      return try pages.response(html: page.html())
    }
    router.get("run/:run/report.json") { _, context in
      Response(
        status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(bytes: try report(context).json())))
    }
  }

  private func index() throws -> Response {
    try pages.response(
      IndexPage(
        runs: try store.runs(),
        collections: try store.openCollections().map(IndexPage.Collection.init)))
  }

  private func report(_ context: BasicRequestContext) throws -> Report {
    let reference = try context.parameters.require("run")
    do {
      return try Report(of: try store.run(reference), in: store)
    } catch let error as StoreError where error.isAboutTheReference {
      throw HTTPError(.notFound, message: error.description)
    }
  }
}

extension StoreError {
  /// Whether the request is at fault, not the store.
  fileprivate var isAboutTheReference: Bool {
    switch self {
    case .noSuchRun, .ambiguous: true
    default: false
    }
  }
}
