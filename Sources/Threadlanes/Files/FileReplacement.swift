import Glibc
import SystemPackage

/// Atomic replacement of a file: what is written here takes its place at once, when it is whole, or never.
///
/// What is replaced keeps its mode, and its owner where the system permits that. Links are followed to where they lead, be there
/// anything or not. Where its folder takes no new file, or the place is one that only can be written to, the file is
/// overwritten in the end: not at once then, but not before all of it is there.
struct FileReplacement: Sendable {
    /// How the new file is kept until it is whole.
    enum Way: CaseIterable, Sendable {
        /// Without a name, so that whatever ends the program leaves nothing behind. Not every file system can.
        case unnamed
        /// Beside what is replaced, under a name that was free: what a killed program leaves there can be read.
        case named
        /// In the folder of temporary files, without a name.
        case elsewhere
    }

    /// Where to write. To be closed by the owner.
    let file: FileDescriptor
    /// What is to be replaced: where links lead to.
    private let target: FilePath
    /// Whose mode and owner are kept; nil where there was nothing.
    private let old: FileStatus?
    private let way: Way
    /// The name that it has meanwhile, if it has one.
    let name: String?

    /// - Parameter ways: to be tried in this order.
    /// - Returns: nil for what is no file, or can only be written to as it is: a folder, a pipe, a device.
    init?(of path: String, ways: [Way] = Way.allCases) throws {
        let old = FileStatus(path)
        guard old?.isRegular ?? !path.hasSuffix("/") else { return nil }
        let target = try LinkTarget.of(path)
        // A link that leads elsewhere than it says, as those in /proc.
        if let old, FileStatus(target)?.isSameFile(as: old) != true { return nil }
        if old != nil, access(target, W_OK) != 0 { throw Errno(rawValue: errno) }
        var made: (file: FileDescriptor, name: String?, way: Way)?
        var reason = Errno.invalidArgument
        // What only can be written to in place has to be there.
        for way in ways where made == nil && (way != .elsewhere || old != nil) {
            do {
                made = try Self.makeFile(way, besides: target, mode: old == nil ? .newFile : .ownerReadWrite)
            } catch {
                reason = Errno(thrown: error)
            }
        }
        guard let made else { throw reason }
        (file, name, way) = made
        (self.target, self.old) = (FilePath(target), old)
        if way != .elsewhere, let old { file.take(modeAndOwnerOf: old) }
    }

    private static func makeFile(
        _ way: Way, besides target: String, mode: FilePermissions
    ) throws -> (FileDescriptor, String?, Way) {
        switch way {
        case .unnamed:
            let folder = FilePath(target).removingLastComponent()
            let file = try FileDescriptor.open(
                folder.isEmpty ? "." : folder, .readWrite, options: [withoutName, .closeOnExec],
                permissions: mode)
            return (file, nil, way)
        case .named:
            let (name, file) = try FreeName.first(target, ending: ".part") { name in
                try FileDescriptor.open(
                    FilePath(name), .readWrite,
                    options: [.create, .exclusiveCreate, .noFollow, .closeOnExec], permissions: mode)
            }
            return (file, name, way)
        case .elsewhere: return (try .temporary(), nil, way)
        }
    }

    /// O_TMPFILE, a macro that neither Swift nor swift-system sees.
    private static let withoutName = FileDescriptor.OpenOptions(rawValue: 0o20_000_000 | O_DIRECTORY)

    /// Puts it in the place of what it replaces. What was there stays if that fails, unless it could only be overwritten and
    /// the disk gives way in the middle of it.
    func commit() throws(Errno) {
        switch way {
        case .elsewhere: try overwrite()
        case .unnamed: try link()
        case .named: try rename(name ?? target.string)
        }
    }

    /// Gives a name to what has none.
    private func link() throws(Errno) {
        let own = "/proc/self/fd/\(file.rawValue)"
        func link(_ name: String) throws(Errno) {
            guard linkat(AT_FDCWD, own, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else {
                throw Errno(rawValue: errno)
            }
        }
        if old == nil {
            do throws(Errno) { return try link(target.string) } catch .fileExists {}
        }
        try rename(FreeName.first(target.string, ending: ".part", link).name)
    }

    private func rename(_ name: String) throws(Errno) {
        guard Glibc.rename(name, target.string) != 0 else { return }
        let reason = Errno(rawValue: errno)
        // The file is another's in a folder where everyone may put files but nobody remove another's, or is mounted.
        let isFixed = [.permissionDenied, .notPermitted, .resourceBusy].contains(reason)
        guard isFixed, old != nil, FileStatus(target.string)?.isRegular == true else {
            unlink(name)
            throw reason
        }
        defer { unlink(name) }
        try overwrite()
    }

    /// Copies it over what is there.
    private func overwrite() throws(Errno) {
        do {
            let place = try FileDescriptor.open(target, .writeOnly, options: .closeOnExec)
            try place.closeAfter {
                let size = try file.seek(offset: 0, from: .end)
                // So that there is room for all of it before any of it is written. Not every file system can tell.
                if size > 0, posix_fallocate(place.rawValue, 0, off_t(size)) == ENOSPC {
                    ftruncate(place.rawValue, off_t(old?.size ?? 0))
                    throw Errno.noSpace
                }
                try place.copy(file)
                guard ftruncate(place.rawValue, off_t(size)) == 0 else { throw Errno(rawValue: errno) }
            }
        } catch {
            throw Errno(thrown: error)
        }
    }

    /// Leaves what was to be replaced as it is.
    func discard() {
        if let name { unlink(name) }
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

extension FileDescriptor {
    /// A file without a name in the folder of temporary files.
    fileprivate static func temporary() throws(Errno) -> FileDescriptor {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        var template = Array("\(folder.isEmpty ? "/tmp" : folder)/threadlanes-XXXXXX".utf8CString)
        let number = mkstemp(&template)
        guard number >= 0 else { throw Errno(rawValue: errno) }
        unlink(template)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        return FileDescriptor(rawValue: number)
    }

    /// What it may be for whom is what another's owner wanted. A group that can not be kept gets no more than everybody.
    fileprivate func take(modeAndOwnerOf other: FileStatus) {
        let hasGroup =
            fchown(rawValue, other.owner, other.group) == 0 || fchown(rawValue, uid_t.max, other.group) == 0
        let mode = other.mode & 0o777
        fchmod(rawValue, hasGroup ? mode : mode & 0o707 | mode & 0o7 << 3)
    }

    fileprivate func copy(_ other: FileDescriptor) throws {
        try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
            var offset: Int64 = 0
            while case let count = try other.read(fromAbsoluteOffset: offset, into: buffer), count > 0 {
                try writeAll(toAbsoluteOffset: offset, UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                offset += Int64(count)
            }
        }
    }
}
