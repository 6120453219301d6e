import CPUBackend
import TensorTestSupport
import Testing

/// The identity changes with what changes bits, and with nothing else.
@Suite struct NumericIdentityTests {
  @Test func theNumberOfThreadsAndRecomputationAreNoPart() {
    let identities = [1, 2, 5].map {
      CPUBackend(threads: $0, atMost: .tested, gradientCheckpointing: $0 == 2).numericIdentity
    }
    #expect(Set(identities).count == 1)
  }

  @Test func setsOfKernelsThatDifferHaveIdentitiesThatDiffer() {
    let backends = InstructionSet.allTested.map { CPUBackend(threads: 1, atMost: $0) }
    let sets = Set(backends.map(\.instructionSet))
    #expect(Set(backends.map(\.numericIdentity)).count == sets.count)
    #expect(backends.allSatisfy { !$0.numericIdentity.contains("BF16") })
  }

  @Test func theIdentityNamesWhatComputesProducts() {
    for set in InstructionSet.allTested {
      let backend = CPUBackend(threads: 1, atMost: set)
      let identity = backend.numericIdentity
      #expect(identity.hasPrefix("order 2, \(backend.instructionSet.prefix(4))"))
      #expect(identity.contains("own products") == backend.hasOwnProducts)
      #expect(identity.contains("products by OpenBLAS ") != backend.hasOwnProducts)
      #expect(identity.contains("clang ") && identity.contains("libm "))
    }
  }
}
