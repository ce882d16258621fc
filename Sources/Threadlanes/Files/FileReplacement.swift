import Glibc
import SystemPackage

/// Atomic replacement of a file: what is written here takes its place at once, when it is whole, or never.
///
/// Where the file system can, it has no name until then, so that whatever ends the program leaves nothing behind.
struct FileReplacement: Sendable {
    /// Where to write. To be closed by the owner.
    let file: FileDescriptor
    /// What is to be replaced: where links lead to.
    private let target: FilePath
    /// The name it has meanwhile, or has for a moment.
    private let name: FilePath
    private let isNamed: Bool

    /// - Returns: nil for what is no file, or can only be written to as it is: a folder, a pipe, a device.
    init?(of path: String) throws {
        let status = FileStatus(path)
        guard status?.isRegular ?? !path.hasSuffix("/") else { return nil }
        target = status == nil ? FilePath(path) : Self.resolved(path)
        name = FilePath(target.string + ".part")
        let folder = target.removingLastComponent()
        do {
            file = try FileDescriptor.open(
                folder.isEmpty ? "." : folder, .writeOnly, options: [Self.withoutName, .closeOnExec],
                permissions: .newFile)
            isNamed = false
        } catch {
            file = try FileDescriptor.open(
                name, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .newFile)
            isNamed = true
        }
    }

    /// O_TMPFILE, a macro that neither Swift nor swift-system sees.
    private static let withoutName = FileDescriptor.OpenOptions(rawValue: 0o20_000_000 | O_DIRECTORY)

    private static func resolved(_ path: String) -> FilePath {
        guard let real = realpath(path, nil) else { return FilePath(path) }
        defer { free(real) }
        return FilePath(platformString: real)
    }

    /// Puts it in the place of what it replaces. What was there stays if that fails.
    func commit() throws(Errno) {
        if !isNamed {
            unlink(name.string)
            let own = "/proc/self/fd/\(file.rawValue)"
            guard linkat(AT_FDCWD, own, AT_FDCWD, name.string, AT_SYMLINK_FOLLOW) == 0 else {
                throw Errno(rawValue: errno)
            }
        }
        guard rename(name.string, target.string) == 0 else {
            let reason = Errno(rawValue: errno)
            unlink(name.string)
            throw reason
        }
    }

    /// Leaves what was to be replaced as it is.
    func discard() {
        if isNamed { unlink(name.string) }
    }
}

extension FileReplacement {
    /// Replaces a file, or makes it.
    ///
    /// - Throws: why it is what it was before.
    static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        guard let replacement = try FileReplacement(of: path) else { throw Errno.invalidArgument }
        try replacement.file.closeAfter {
            do {
                try replacement.file.writeAll(bytes)
                try replacement.commit()
            } catch {
                replacement.discard()
                throw error
            }
        }
    }
}
