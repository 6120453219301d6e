import Artifacts
import Preferences
import Reporting

/// What an annotator sees when every pair is judged.
struct DonePage: Page {
  let total: Int
  let saved: [CollectPage.Saved]

  /// Lays out the page.
  init(_ queue: QuestionQueue, saved: Int?) {
    total = queue.total
    self.saved = saved.map { [CollectPage.Saved($0, in: queue.collection)] } ?? []
  }
}
