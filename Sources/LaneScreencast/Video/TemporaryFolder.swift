import Glibc
import SystemPackage

/// A folder of files, without folders in it, for as long as something is done with it.
struct TemporaryFolder {
    let path: FilePath

    /// For `mkdtemp` and its like: in `TMPDIR`, or where temporary files usually are.
    static func template() -> [CChar] {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        return Array("\(folder.isEmpty ? "/tmp" : folder)/threadlanes-video-XXXXXX".utf8CString)
    }

    static func with(_ body: (TemporaryFolder) throws -> Void) throws {
        var template = template()
        guard mkdtemp(&template) != nil else {
            throw Video.Failure(description: "no temporary folder: \(Errno(rawValue: errno))")
        }
        let folder = TemporaryFolder(path: FilePath(platformString: template))
        defer { folder.remove() }
        try body(folder)
    }

    private func remove() {
        for name in names() { unlink(file(name).string) }
        rmdir(path.string)
    }

    private func names() -> [String] {
        guard let folder = opendir(path.string) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Whether there is more than nothing in a file.
    func hasContent(_ file: FilePath) -> Bool {
        var status = stat()
        return stat(file.string, &status) == 0 && status.st_size > 0
    }

    func file(_ name: String) -> FilePath { path.appending(name) }

    /// - Parameter bytes: the whole file.
    func write(_ bytes: [UInt8], to name: String) throws(Video.Failure) {
        do {
            let file = try FileDescriptor.open(
                file(name), .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite])
            _ = try file.closeAfter { try file.writeAll(bytes) }
        } catch {
            throw Video.Failure(description: "\(file(name)): \(error)")
        }
    }
}
