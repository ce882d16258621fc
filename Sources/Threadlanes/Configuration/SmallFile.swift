import SystemPackage
import Themes

/// A text file of the user's, read whole. Whatever is there instead of one (a folder, a pipe that nobody writes to, a video)
/// is an error and takes neither time nor memory.
struct SmallFile {
    static let byteLimit = 65_536

    let path: String
    private let byteLimit: Int

    /// - Parameter byteLimit: how much it may hold.
    init(path: String, byteLimit: Int = Self.byteLimit) {
        self.path = path
        self.byteLimit = byteLimit
    }

    /// The file's text; nil when there is no such file.
    func text() throws(FileError) -> String? {
        guard let bytes = try bytes() else { return nil }
        guard bytes.count <= byteLimit else {
            throw problem("expected a file of at most \(byteLimit / 1024) KiB")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw problem("expected text in UTF-8")
        }
        return text
    }

    /// One byte more than the limit at most; nil when there is no such file.
    private func bytes() throws(FileError) -> [UInt8]? {
        do {
            // Opening a pipe would wait for a writer.
            let file = try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
            return try file.closeAfter {
                guard FileStatus(file)?.isRegular ?? false else { throw problem("expected a file of text") }
                return try bytes(of: file)
            }
        } catch Errno.noSuchFileOrDirectory, Errno.notDirectory {
            return nil
        } catch let error as FileError {
            throw error
        } catch {
            throw problem("can not be read: \(Errno(thrown: error))")
        }
    }

    private func bytes(of file: FileDescriptor) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: byteLimit + 1) { buffer, count in
            while count < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(
                    UnsafeMutableBufferPointer(rebasing: buffer[count...]))
                let read = try file.read(into: rest)
                if read == 0 { return }
                count += read
            }
        }
    }

    private func problem(_ message: String) -> FileError {
        FileError(file: path, line: nil, message: message)
    }
}
