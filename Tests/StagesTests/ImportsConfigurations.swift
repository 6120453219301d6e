import Corpora
import Stages

extension ImportModelConfiguration {
  init(path: String) {
    self = .standard
    self.path = path
  }
}

extension ImportDemonstrationsConfiguration {
  init(
    paths: [String], unusableRows: RowPolicy = .drop, limit: Int = 0, safety: Bool = false
  ) {
    self = .standard
    self.paths = paths
    self.unusableRows = unusableRows
    self.limit = limit
    self.safety = safety
  }
}

extension ImportComparisonsConfiguration {
  init(
    paths: [String], domain: Domain = .helpfulness, identicalAnswers: RowPolicy = .refuse,
    limit: Int = 0
  ) {
    self = .standard
    self.paths = paths
    self.domain = domain
    self.identicalAnswers = identicalAnswers
    self.limit = limit
  }
}

extension ImportPromptsConfiguration {
  init(paths: [String], limit: Int = 0, safety: Bool = false, category: String = "") {
    self = .standard
    self.paths = paths
    self.limit = limit
    self.safety = safety
    self.category = category
  }
}

extension ImportDialoguesConfiguration {
  init(paths: [String]) {
    self = .standard
    self.paths = paths
  }
}
