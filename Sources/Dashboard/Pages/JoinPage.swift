import Artifacts
import Reporting

/// What an invited person sees first.
struct JoinPage: Page {
  let name: VisibleText
  let address: VisibleText
  let isLead: Bool

  /// Lays out the page.
  init(_ person: Person, secret: String) {
    name = VisibleText(person.name)
    address = VisibleText("/join/\(secret)")
    isLead = person.role == .lead
  }
}
