import Foundation
import Glibc

/// A file that is to replace another when it is whole. Where the file system can, it has no name until then, so that whatever
/// ends the program leaves nothing behind.
struct Draft: Sendable {
    let descriptor: CInt
    /// What is to be replaced: where links lead to.
    private let target: String
    /// The name it has meanwhile, or has for a moment.
    private let name: String
    private let isNamed: Bool

    /// - Returns: nil for what can only be written to as it is: a pipe, a device.
    init?(of path: String) {
        var status = stat()
        let exists = stat(path, &status) == 0
        guard !exists || status.st_mode & S_IFMT == S_IFREG else { return nil }
        target = exists ? URL(filePath: path).resolvingSymlinksInPath().path : path
        name = target + ".part"
        let folder = URL(filePath: target).deletingLastPathComponent().path
        let nameless = open(folder, Self.withoutName | O_WRONLY | O_CLOEXEC, 0o666)
        isNamed = nameless < 0
        descriptor = isNamed ? open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) : nameless
    }

    /// O_TMPFILE, a macro that Swift does not see.
    private static let withoutName = 0o20_000_000 | O_DIRECTORY

    /// Puts it in the place of what it replaces.
    ///
    /// - Returns: whether that went well; `errno` says why not.
    func publish() -> Bool {
        if !isNamed {
            unlink(name)
            guard linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0
            else {
                return false
            }
        }
        return rename(name, target) == 0
    }

    func forget() {
        if isNamed { unlink(name) }
    }
}
