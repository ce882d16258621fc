import LaneCanvas

/// Where each part of the browser is: beside each other in a wide window, below each other in a narrow one.
///
/// What does not fit is dropped, the least needed first: the preview, then the concepts and all of the summary but a line.
struct BrowserLayout: Hashable, Sendable {
    /// The row of the search box; nil where there is no room for one while nobody searches.
    let search: Int?
    let list: Area
    /// The column of a rule between list and details.
    let divider: Int?
    let details: Area
    /// Whether the details are a line of the summary and nothing else.
    let isBrief: Bool
    let preview: Area?
    let keyBar: Area

    /// `listColumns` is what the list could make use of.
    init(_ size: Size, listColumns: Int, isSearching: Bool) {
        let (columns, rows) = (size.columns, size.rows)
        let last = rows - 1
        keyBar = Area(row: last, columns: 0..<columns)
        search = rows >= 14 || isSearching ? 1 : nil
        let top = search == nil ? 1 : 2
        let bottom = max(last, top)
        isBrief = rows < 14
        guard columns < 100 else {
            let width = min(max(listColumns, columns / 3), columns * 12 / 25)
            divider = width
            list = Area(rows: top..<bottom, columns: 0..<width)
            let right = width + 2..<columns - 1
            let text = bottom - top >= 24 ? 13 : bottom - top >= 18 ? 11 : 8
            let hasPreview = bottom - top >= text + 6
            details = Area(rows: top..<(hasPreview ? top + text : bottom), columns: right)
            preview = hasPreview ? Area(rows: top + text..<bottom, columns: right) : nil
            return
        }
        divider = nil
        let all = 0..<columns
        let previewRows = rows >= 22 ? max(8, (bottom - top) / 3) : 0
        let detailRows = isBrief ? 1 : rows >= 30 ? 6 : 4
        let end = max(bottom - previewRows - detailRows, top)
        list = Area(rows: top..<end, columns: all)
        details = Area(rows: end..<max(bottom - previewRows, end), columns: all)
        preview = previewRows > 0 ? Area(rows: bottom - previewRows..<bottom, columns: all) : nil
    }
}
