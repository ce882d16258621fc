import Glibc
import LaneView
import Themes

/// A text file of the user's, read whole. Whatever is there instead of one (a folder, a pipe that nobody writes to, a film) is an
/// error and takes neither time nor memory.
struct SmallFile {
    static let byteLimit = 65_536

    let path: String

    /// The file's text; nil when there is no such file.
    func text() throws(FileError) -> String? {
        // Opening a pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw error("can not be read: \(String(cString: strerror(errno)))")
        }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw error("expected a file of text")
        }
        guard let bytes = Self.bytes(of: descriptor) else {
            throw error("can not be read: \(String(cString: strerror(errno)))")
        }
        guard bytes.count <= Self.byteLimit else {
            throw error("expected a file of at most \(Self.byteLimit / 1024) KiB")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw error("expected text in UTF-8")
        }
        return text
    }

    /// One byte more than the limit at most; nil on an error.
    private static func bytes(of descriptor: CInt) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= byteLimit {
            let count = read(descriptor, &buffer, min(buffer.count, byteLimit + 1 - bytes.count))
            if count == 0 { break }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            bytes += buffer.prefix(count)
        }
        return bytes
    }

    private func error(_ message: String) -> FileError { FileError(file: path, line: nil, message: message) }
}
