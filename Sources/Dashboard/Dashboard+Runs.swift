import Artifacts
import Hummingbird
import Reporting

extension Dashboard {
  /// Adds the pages that show runs.
  func addRunRoutes(to router: Router<BasicRequestContext>) {
    router.get("/") { request, _ in try index(for: viewer(of: request)) }
    router.get("run/:run") { request, context in
      _ = try lead(of: request)
      let report = try report(context)
      let page = ReportPage(report, home: "/", stylesheet: "/assets/style.css")
      return try pages.response(html: page.html())
    }
    router.get("run/:run/report.json") { request, context in
      _ = try lead(of: request)
      return Response(
        status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(bytes: try report(context).json())))
    }
  }

  private func index(for viewer: Viewer) throws -> Response {
    let collections = try store.openCollections().map { collection in
      IndexPage.Collection(
        collection, judged: try store.judgedCount(in: collection.id, by: viewer.id),
        for: viewer)
    }
    return try pages.response(
      IndexPage(runs: viewer.isLead ? store.runs() : [], collections: collections, for: viewer))
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
