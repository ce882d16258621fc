import Glibc
import SystemPackage

/// Where symbolic links lead to: to a name that may be nobody's yet, which `realpath` does not tell.
enum LinkTarget {
    /// As many as the system itself follows.
    private static let limit = 40

    /// The path itself where it is no link.
    ///
    /// - Throws: `tooManySymbolicLinkLevels` for a circle.
    static func of(_ path: String) throws(Errno) -> String {
        var path = path
        for _ in 0..<limit {
            guard let next = read(path) else { return path }
            // Not shortened: what is before `..` may be a link itself.
            path = next.hasPrefix("/") ? next : folder(of: path) + next
        }
        throw .tooManySymbolicLinkLevels
    }

    private static func read(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let start = buffer.baseAddress, case let count = readlink(path, start, buffer.count),
                count > 0
            else { return nil }
            return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    private static func folder(of path: String) -> Substring {
        path.lastIndex(of: "/").map { path[...$0] } ?? ""
    }
}
