import Artifacts
import Preferences
import Reporting

/// What a person sees when every pair has an answer.
struct DonePage: Page {
  let total: Int
  let saved: [CollectPage.Saved]

  /// Lays out the page.
  init(collection: String, queue: QuestionQueue, saved: Question?) {
    total = queue.total
    self.saved = saved.map { [CollectPage.Saved($0.index, in: collection)] } ?? []
  }
}
