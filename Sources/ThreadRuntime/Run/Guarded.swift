import Glibc

/// A value behind a POSIX mutex, which the thread sanitizer understands; the standard library's it takes for no lock at all.
package final class Guarded<Value>: @unchecked Sendable {  // the mutex is held whenever the value is touched
    private struct Storage {
        var mutex = pthread_mutex_t()
        var value: Value
    }

    private let storage = UnsafeMutablePointer<Storage>.allocate(capacity: 1)

    package init(_ value: Value) {
        storage.initialize(to: Storage(value: value))
        pthread_mutex_init(&storage.pointee.mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(&storage.pointee.mutex)
        storage.deinitialize(count: 1)
        storage.deallocate()
    }

    package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(&storage.pointee.mutex)
        defer { pthread_mutex_unlock(&storage.pointee.mutex) }
        return try body(&storage.pointee.value)
    }
}
