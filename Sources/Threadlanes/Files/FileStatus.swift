import Glibc
import SystemPackage

/// What something in the file system is: `stat`, which swift-system does not have in all versions.
struct FileStatus {
    private let status: stat

    /// - Returns: nil when there is nothing, or nothing that can be reached. Follows links.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.status = status
    }

    init?(_ file: FileDescriptor) {
        var status = stat()
        guard fstat(file.rawValue, &status) == 0 else { return nil }
        self.status = status
    }

    var isRegular: Bool { status.st_mode & S_IFMT == S_IFREG }
    var isFolder: Bool { status.st_mode & S_IFMT == S_IFDIR }

    /// In bytes; of no meaning unless it is regular.
    var size: Int { Int(status.st_size) }

    var mode: mode_t { status.st_mode }
    var owner: uid_t { status.st_uid }
    var group: gid_t { status.st_gid }

    /// Whether both are of the same file, whatever its names.
    func isSameFile(as other: FileStatus) -> Bool {
        status.st_ino == other.status.st_ino && status.st_dev == other.status.st_dev
    }
}

extension FileDescriptor {
    /// A second number for the same file: not inherited, which `duplicate` cannot say in all versions, and away from the standard
    /// streams.
    func duplicatedAside() throws(Errno) -> FileDescriptor {
        let number = fcntl(rawValue, F_DUPFD_CLOEXEC, 10)
        guard number >= 0 else { throw Errno(rawValue: errno) }
        return FileDescriptor(rawValue: number)
    }
}

extension FilePermissions {
    /// What a new file may have; the process's mask takes from it.
    static let newFile = FilePermissions(rawValue: 0o666)
}

extension Errno {
    /// The number that swift-system throws. Its functions do not say that they throw nothing else.
    init(thrown error: any Error) { self = error as? Errno ?? .ioError }
}
