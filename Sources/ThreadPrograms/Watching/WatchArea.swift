import CWatchRecords
import Glibc

/// The memory that a watched program and its watcher share. One thread reads the rings; closing is any thread's.
final class WatchArea: @unchecked Sendable {  // its memory is atomic or one thread's
    let pointer: OpaquePointer
    private let descriptor: Int32

    /// - Throws: `ProgramFault` where the system has no memory for it.
    init() throws(ProgramFault) {
        var memory: OpaquePointer?
        descriptor = watch_area_make(&memory)
        guard descriptor >= 0, let memory else {
            throw ProgramFault("can not be watched: \(String(cString: strerror(errno)))")
        }
        pointer = memory
    }

    deinit {
        watch_area_unmap(pointer)
        close(descriptor)
    }

    /// What the program gets to find it by.
    var handle: Int32 { descriptor }

    /// Whether the program has the library, and has begun.
    var isAttached: Bool { watch_area_process(pointer) != 0 }

    /// Nobody reads any more, so nobody waits for that.
    func stopReading() { watch_area_close(pointer) }
}
