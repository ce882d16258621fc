import Glibc
import Synchronization
import SystemPackage

/// Texts in a file without a name, found again by number.
final class Spool: Sendable {
    private let file: FileDescriptor
    private let ranges = Mutex<[Range<Int>]>([])

    init() throws(Video.Failure) {
        var template = TemporaryFolder.template()
        let number = mkstemp(&template)
        guard number >= 0 else {
            throw Video.Failure(description: "no temporary file: \(Errno(rawValue: errno))")
        }
        unlink(template)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        file = FileDescriptor(rawValue: number)
    }

    deinit { try? file.close() }

    /// - Returns: the number of the text: 0, 1, 2, …
    func append(_ text: String) throws(Video.Failure) -> Int {
        try ranges.withLock { (ranges) throws(Video.Failure) in
            let start = ranges.last?.upperBound ?? 0
            do {
                try file.writeAll(toAbsoluteOffset: Int64(start), text.utf8)
            } catch {
                throw Video.Failure(description: "a picture cannot be kept: \(error)")
            }
            ranges.append(start..<start + text.utf8.count)
            return ranges.count - 1
        }
    }

    /// Less than the whole text if the file cannot be read.
    subscript(number: Int) -> [UInt8] {
        let range = ranges.withLock { $0.indices.contains(number) ? $0[number] : 0..<0 }
        return [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let offset = Int64(range.lowerBound + count)
                guard let read = try? file.read(fromAbsoluteOffset: offset, into: rest), read > 0 else {
                    return
                }
                count += read
            }
        }
    }
}
