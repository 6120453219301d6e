import CKernels
import COpenBLAS
import Foundation
import Synchronization
import Tensors

/// The CPU backend: our own products or OpenBLAS's, with fused C loops between them.
///
/// Results are bit-identical for any number of threads: OpenBLAS runs single-threaded, every
/// product and loop is split into tasks whose shape depends on the problem alone, and the tasks are
/// distributed over a team of threads.
///
/// Concurrent callers are allowed, such as a server beside a trainer: the memory pool is locked;
/// the tasks of one product or loop have the team to themselves while the next caller waits;
/// precision and held weights belong to the caller's task context. Only a model's parameters and
/// gradients must be used by one caller at a time.
package final class CPUBackend: Backend {
  let pool: BufferPool
  let team: ThreadTeam
  /// The holds of all callers.
  let holds = Mutex<[HeldWeights]>([])
  package let gradientCheckpointing: Bool
  nonisolated(unsafe) let kernels: UnsafePointer<ck_kernels>

  /// Creates a backend with a number of threads and the best kernels up to an instruction set.
  ///
  /// - Parameter gradientCheckpointing: trades time for memory, with bit-identical results.
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

  /// Whether products are our own, so that the bits of a row do not depend on other rows.
  package var hasOwnProducts: Bool { kernels.pointee.single != nil }

  /// The number of memory segments allocated so far; constant once shapes repeat.
  package var systemAllocations: Int { pool.systemAllocations }

  /// The bytes held by the pool, in use or free.
  package var heldBytes: Int { pool.heldBytes }
}

/// The instruction sets the kernels are compiled for, weakest first.
package enum InstructionSet: Int, CaseIterable, Sendable {
  case baseline, avx2, avx512
}
