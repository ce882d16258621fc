import Glibc

/// The functions and objects that an ELF file has names for (System V ABI, "Object Files"), by their addresses in it.
///
/// Reads files of this machine's kind, 64 bits wide and with the low byte first. A file that is anything else, or damaged, has no
/// names. Reading costs O(symbols · log symbols), once; a question O(log symbols).
struct SymbolTable {
    struct Symbol {
        let name: String
        let size: UInt64
        /// How far behind its beginning the address is.
        let offset: UInt64
    }

    private struct Entry {
        let start: UInt64
        let size: UInt64
        let name: Int
    }

    private var functions: [Entry] = []
    private var objects: [Entry] = []
    private var names: [UInt8] = []
    /// Whether it says which lines its code was made of.
    private(set) var hasLines = false

    init(path: String) {
        guard let bytes = FileBytes(path, limit: 1 << 32) else { return }
        bytes.withBytes { read($0) }
    }

    /// The function at an address, or the last one before it where the file does not say how long that is.
    func function(at address: UInt64) -> Symbol? { symbol(at: address, in: functions) }

    /// The variable that has that address in it.
    func object(at address: UInt64) -> Symbol? { symbol(at: address, in: objects) }

    private func symbol(at address: UInt64, in entries: [Entry]) -> Symbol? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].start <= address { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let entry = entries[low - 1]
        guard address - entry.start < max(entry.size, 1) else { return nil }
        let end = names[entry.name...].firstIndex(of: 0) ?? names.endIndex
        return Symbol(
            name: String(decoding: names[entry.name..<end], as: UTF8.self), size: entry.size,
            offset: address - entry.start)
    }

    // MARK: The file

    private struct Section {
        let name: Int
        let type: UInt32
        let offset: Int
        let size: Int
        let link: Int
    }

    private mutating func read(_ file: UnsafeRawBufferPointer) {
        func number<Number: FixedWidthInteger>(_ offset: Int, as type: Number.Type) -> Number? {
            guard offset >= 0, offset <= file.count - MemoryLayout<Number>.size else { return nil }
            return Number(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: type))
        }
        func place(_ offset: Int) -> Int? { number(offset, as: UInt64.self).flatMap { Int(exactly: $0) } }

        guard file.count > 64, Array(file[0..<6]) == [0x7F, 0x45, 0x4C, 0x46, 2, 1],
            let table = place(40), let count = number(60, as: UInt16.self),
            let namesIndex = number(62, as: UInt16.self)
        else { return }
        let sections = (0..<Int(count)).compactMap { index -> Section? in
            let (start, overflow) = table.addingReportingOverflow(index * 64)
            guard !overflow, let name = number(start, as: UInt32.self),
                let type = number(start + 4, as: UInt32.self),
                let offset = place(start + 24), let size = place(start + 32),
                let link = number(start + 40, as: UInt32.self)
            else { return nil }
            return Section(name: Int(name), type: type, offset: offset, size: size, link: Int(link))
        }
        guard sections.count == Int(count) else { return }
        func bytes(of section: Section) -> UnsafeRawBufferPointer? {
            guard section.offset <= file.count, section.size <= file.count - section.offset else {
                return nil
            }
            return UnsafeRawBufferPointer(rebasing: file[section.offset..<section.offset + section.size])
        }
        if sections.indices.contains(Int(namesIndex)), let words = bytes(of: sections[Int(namesIndex)]) {
            let wanted = Array(".debug_line\0".utf8)
            hasLines = sections.contains {
                $0.name <= words.count - wanted.count && $0.name >= 0
                    && words[$0.name..<$0.name + wanted.count].elementsEqual(wanted)
            }
        }
        // The whole table, or where that has been stripped what other files may use.
        for type: UInt32 in [2, 11] {
            guard let section = sections.first(where: { $0.type == type }),
                let symbols = bytes(of: section), sections.indices.contains(section.link),
                let texts = bytes(of: sections[section.link])
            else { continue }
            names = Array(texts) + [0]
            take(symbols)
            if !functions.isEmpty || !objects.isEmpty { break }
        }
        functions.sort { $0.start < $1.start }
        objects.sort { $0.start < $1.start }
    }

    private mutating func take(_ symbols: UnsafeRawBufferPointer) {
        for start in stride(from: 0, through: symbols.count - 24, by: 24) {
            let name = Int(
                UInt32(littleEndian: symbols.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
            let kind = symbols[start + 4] & 0xF
            let section = UInt16(
                littleEndian: symbols.loadUnaligned(fromByteOffset: start + 6, as: UInt16.self))
            guard name > 0, name < names.count, section != 0, kind == 1 || kind == 2 || kind == 10 else {
                continue
            }
            let value = UInt64(
                littleEndian: symbols.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
            let size = UInt64(
                littleEndian: symbols.loadUnaligned(fromByteOffset: start + 16, as: UInt64.self))
            let entry = Entry(start: value, size: size, name: name)
            if kind == 1 { objects.append(entry) } else { functions.append(entry) }
        }
    }
}
