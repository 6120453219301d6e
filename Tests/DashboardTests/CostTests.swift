import Artifacts
import Foundation
import HTTPTypes
import Testing

@testable import Dashboard

/// The cost of a page does not grow with the collection.
///
/// With LLAMERO_QUESTIONS (numbers with commas between them) the times at those sizes are printed.
struct CostTests {
  /// The times of pages and of judgements on one collection, sorted.
  private struct Times {
    var pages: [Duration] = []
    var judgements: [Duration] = []
  }

  @Test func aPageCostsTheSameAtTwentyThousandQuestionsAsAtTwoHundred() async throws {
    let few = try await times(at: 200)
    let many = try await times(at: 20_000)
    #expect(Self.median(many.pages) < Self.median(few.pages) * 4)
    #expect(Self.median(many.judgements) < Self.median(few.judgements) * 4)
  }

  @Test(.enabled(if: CostTests.sizes != nil))
  func timesAtTheSizesAskedFor() async throws {
    for size in Self.sizes ?? [] {
      let times = try await times(at: size, repeats: min(500, size))
      let (pages, judgements) = (Self.words(times.pages), Self.words(times.judgements))
      print("\(size) questions: GET \(pages), POST \(judgements)")
    }
  }

  private static var sizes: [Int]? {
    ProcessInfo.processInfo.environment["LLAMERO_QUESTIONS"]?
      .split(separator: ",").compactMap { Int($0) }
  }

  private func times(at size: Int, repeats: Int = 60) async throws -> Times {
    let test = try TestStore(count: size)
    let path = "/collect/\(test.collection)"
    let box = TimesBox()
    try await Browser.visit(test.store) { browser in
      for _ in 0..<repeats {
        let start = ContinuousClock.now
        let page = try await browser.get(path)
        let index = try await browser.get("/")
        let middle = ContinuousClock.now
        let sent = try await browser.send(page, to: path, ["choice": "1"])
        let end = ContinuousClock.now
        #expect(page.status == .ok && index.status == .ok && sent.status == .seeOther)
        await box.add(middle - start, end - middle)
      }
    }
    #expect(try test.answers.count == repeats)
    return await box.sorted
  }

  private actor TimesBox {
    private var times = Times()

    func add(_ page: Duration, _ judgement: Duration) {
      times.pages.append(page)
      times.judgements.append(judgement)
    }

    var sorted: Times { Times(pages: times.pages.sorted(), judgements: times.judgements.sorted()) }
  }

  private static func median(_ sorted: [Duration]) -> Duration { sorted[sorted.count / 2] }

  private static func words(_ sorted: [Duration]) -> String {
    func milliseconds(_ index: Int) -> String {
      String(format: "%.2f", sorted[index] / .milliseconds(1))
    }
    return "p50 \(milliseconds(sorted.count / 2)), p99 \(milliseconds(sorted.count * 99 / 100)) ms"
  }
}
