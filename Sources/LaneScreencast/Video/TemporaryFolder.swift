import Glibc

/// A path for something temporary: in `TMPDIR`, or where temporary files usually are.
func temporaryPath(_ name: String) -> String {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    return (folder.isEmpty ? "/tmp" : folder) + "/threadlanes-" + name
}

/// The C library's words for an error number.
func systemMessage(_ number: Int32) -> String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
}

/// A folder of files, without folders in it, for as long as something is done with it.
struct TemporaryFolder {
    let path: String

    static func with(_ body: (TemporaryFolder) throws -> Void) throws {
        var template = Array((temporaryPath("film") + "-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Film.Failure(description: "no temporary folder: \(systemMessage(errno))")
        }
        let folder = TemporaryFolder(
            path: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
        defer { folder.remove() }
        try body(folder)
    }

    private func remove() {
        for name in names() { unlink(file(name)) }
        rmdir(path)
    }

    private func names() -> [String] {
        guard let folder = opendir(path) else { return [] }
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

    func file(_ name: String) -> String { path + "/" + name }

    /// - Parameter bytes: the whole file.
    func write(_ bytes: [UInt8], to name: String) throws(Film.Failure) {
        guard let stream = fopen(file(name), "we") else {
            throw Film.Failure(description: "\(file(name)): \(systemMessage(errno))")
        }
        let written = fwrite(bytes, 1, bytes.count, stream)
        guard fclose(stream) == 0, written == bytes.count else {
            throw Film.Failure(description: "\(file(name)): \(systemMessage(errno))")
        }
    }
}
