import CKernels
import COpenBLAS
import Foundation
import Synchronization
import Tensors

/// The machine's processor: our products or OpenBLAS's, and fused C loops between them.
///
/// Results have the same bits for any number of threads: OpenBLAS runs on one thread, every
/// product and loop is cut into tasks whose shape depends on the problem alone, and the tasks are
/// spread over a team of threads.
///
/// Several threads may call it at once, as a server beside a trainer does: the pool of memory is
/// locked; a product's or loop's tasks have the team to themselves, and the next caller's wait; the
/// precision of products and the hold on weights go with the caller's work. What belongs to one
/// caller alone is what belongs to a model: its parameters and their gradients.
package final class CPUBackend: Backend {
  let pool: BufferPool
  let team: ThreadTeam
  /// The holds of all callers.
  let holds = Mutex<[HeldWeights]>([])
  package let gradientCheckpointing: Bool
  nonisolated(unsafe) let kernels: UnsafePointer<ck_kernels>

  /// Creates a backend with a number of threads and the best kernels up to an instruction set.
  ///
  /// - Parameter gradientCheckpointing: less memory for more time, and the same bits.
  package init(
    threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    atMost set: InstructionSet = .avx512, gradientCheckpointing: Bool = false
  ) {
    precondition(threads > 0, "CPUBackend: \(threads) threads")
    self.gradientCheckpointing = gradientCheckpointing
    openblas_set_num_threads(1)
    pool = BufferPool()
    team = ThreadTeam(threads: threads)
    kernels = ck_kernels_at_most(Int32(set.rawValue))
  }

  /// The kernels, the threads and what computes products.
  package var description: String {
    let blas = openblas_get_config().map { String(cString: $0) } ?? "OpenBLAS"
    let products = hasOwnProducts ? "products by the same kernels" : "products by \(blas)"
    return "\(instructionSet) kernels, \(team.threads) threads, \(products)"
  }

  /// The name of the instruction set the kernels were compiled for.
  package var instructionSet: String {
    String(cString: kernels.pointee.name) + (kernels.pointee.pairs == nil ? "" : " with BF16")
  }

  /// Whether products are our own, so that the bits of a product's row do not depend on the others.
  package var hasOwnProducts: Bool { kernels.pointee.single != nil }

  /// How many segments of memory were taken from the system so far; steady once shapes repeat.
  package var systemAllocations: Int { pool.systemAllocations }

  /// The bytes held by the pool, in use or free.
  package var heldBytes: Int { pool.heldBytes }
}

/// The instruction sets the kernels are compiled for, weakest first.
package enum InstructionSet: Int, CaseIterable, Sendable {
  case baseline, avx2, avx512
}
