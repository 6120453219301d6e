import Autograd
import Foundation
import TensorTestSupport
import Tensors
import Testing
import Training

@Suite struct KeptWeightsTests {
  @Test func frozenWeightsAreNotKept() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kept-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let backend = ReferenceBackend()
    let own = Parameter("own", backend.tensor([1, 2], shape: [1, 2]))
    let frozen = Parameter(
      "frozen", backend.tensor([Float](repeating: 1, count: 32), shape: [1, 32], as: .q8Blocks),
      isTrainable: false)
    let kept = KeptWeights([frozen, own], as: "best", in: folder)
    try kept.keep()
    backend.fill(own.value, with: 0)
    backend.fill(frozen.value, with: 127)
    try kept.takeBack()
    #expect(own.value.scalars() == [1, 2] && frozen.value.scalars()[0] == 127)
  }
}
