import Digests
import Foundation
import Testing

@testable import Preferences

struct InvitationTests {
  @Test func secretsDifferAndOnlyTheirDigestIsKept() {
    let invitations = (0..<100).map { _ in Invitation() }
    #expect(Set(invitations.map(\.secret)).count == 100)
    #expect(invitations.allSatisfy { $0.secret.count == 64 && $0.digest != $0.secret })
    #expect(Invitation.digest(of: "abc") == SHA256.digest(of: Data("abc".utf8)).hexadecimal)
  }
}
