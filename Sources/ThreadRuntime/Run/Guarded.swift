import Glibc

/// A value behind a POSIX mutex, which the thread sanitizer understands; the standard library's it takes for no lock at all.
package final class Guarded<Value>: @unchecked Sendable {  // the mutex is held whenever the value is touched
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    // Not checked for exclusive access, as the mutex sees to that.
    @exclusivity(unchecked) private var value: Value

    package init(_ value: Value) {
        self.value = value
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
