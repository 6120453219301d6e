import TensorTestSupport
import Tensors
import Testing

@testable import Stages

@Suite struct PrecisionTests {
  @Test func aPrecisionThatTheDeviceLacksIsRefusedWithARemedy() throws {
    try ReferenceBackend().require(.float32)
    let error = #expect(throws: StagesError.self) { try ReferenceBackend().require(.bfloat16) }
    #expect(error?.description.contains("AVX-512 BF16") == true)
    #expect(error?.description.hasSuffix("use fp32.") == true)
  }
}
