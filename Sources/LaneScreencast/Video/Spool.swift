import Glibc
import Synchronization

/// Texts in a file without a name, found again by number.
final class Spool: Sendable {
    private let descriptor: Int32
    private let ranges = Mutex<[Range<Int>]>([])

    init() throws(Film.Failure) {
        var template = Array((temporaryPath("film") + "-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw Film.Failure(description: "no temporary file: \(systemMessage(errno))")
        }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// - Returns: the number of the text: 0, 1, 2, …
    func append(_ text: String) throws(Film.Failure) -> Int {
        let bytes = Array(text.utf8)
        return try ranges.withLock { (ranges) throws(Film.Failure) in
            let start = ranges.last?.upperBound ?? 0
            var written = 0
            while written < bytes.count {
                let count = bytes.withUnsafeBytes {
                    pwrite(
                        descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written,
                        start + written)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw Film.Failure(description: "a picture cannot be kept: \(systemMessage(errno))")
                }
                written += count
            }
            ranges.append(start..<start + bytes.count)
            return ranges.count - 1
        }
    }

    subscript(number: Int) -> [UInt8] {
        let range = ranges.withLock { $0.indices.contains(number) ? $0[number] : 0..<0 }
        return [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let result = pread(
                    descriptor, buffer.baseAddress.map { $0 + count }, range.count - count,
                    range.lowerBound + count)
                if result < 0, errno == EINTR { continue }
                guard result > 0 else { return }
                count += result
            }
        }
    }
}
