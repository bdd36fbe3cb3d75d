package dev.stopcode.triage.archive;

import dev.stopcode.triage.limit.Budget;
import dev.stopcode.triage.limit.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Microsoft CAB by [MS-CAB], read forward only: folders and files must lie in their order, as every writer puts them.
 * Files that go on in another CAB are refused.
 */
final class CabArchive implements Archive {

    private static final int PREVIOUS = 1;
    private static final int NEXT = 2;
    private static final int RESERVE = 4;

    private final CabInput in;
    private final Budget budget;
    private final List<Folder> folders = new ArrayList<>();
    private final List<File> files = new ArrayList<>();
    private int dataReserve;
    private int at;
    private int folderAt = -1;
    private long folderPosition;
    private InputStream folder = InputStream.nullInputStream();
    private InputStream content = InputStream.nullInputStream();

    private record Folder(long offset, int blocks, int compression) {}

    private record File(String name, long offset, long size, int folder) {}

    CabArchive(InputStream in, Budget budget) throws IOException {
        this.in = new CabInput(in);
        this.budget = budget;
        header();
    }

    private void header() throws IOException {
        in.skip(16);
        long firstFile = in.u32();
        in.skip(6);
        int folderCount = in.u16();
        int fileCount = in.u16();
        int flags = in.u16();
        in.skip(4);
        int folderReserve = 0;
        if ((flags & RESERVE) != 0) {
            int headerReserve = in.u16();
            folderReserve = in.u8();
            dataReserve = in.u8();
            in.skip(headerReserve);
        }
        for (int neighbour : new int[] {PREVIOUS, NEXT}) {
            if ((flags & neighbour) != 0) {
                in.text();
                in.text();
            }
        }
        for (int i = 0; i < folderCount; i++) {
            folders.add(new Folder(in.u32(), in.u16(), in.u16()));
            in.skip(folderReserve);
        }
        in.skipTo(firstFile);
        for (int i = 0; i < fileCount; i++) {
            budget.entry();
            files.add(file());
        }
    }

    private File file() throws IOException {
        long size = in.u32();
        long offset = in.u32();
        int folderNumber = in.u16();
        in.skip(6);
        return new File(in.text(), offset, size, folderNumber);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
        if (at == files.size()) {
            return null;
        }
        File file = files.get(at++);
        open(file);
        if (file.offset() < folderPosition) {
            throw Unreadable.broken("files of the CAB overlap");
        }
        folder.skipNBytes(file.offset() - folderPosition);
        folderPosition = file.offset() + file.size();
        content = new CabFile(folder, file.size());
        return new Entry(file.name(), content);
    }

    private void open(File file) throws IOException {
        if (file.folder() < folderAt || file.folder() >= folders.size()) {
            throw Unreadable.broken("a file lies in no folder of this CAB");
        }
        if (file.folder() > folderAt) {
            folderAt = file.folder();
            folderPosition = 0;
            Folder next = folders.get(folderAt);
            in.skipTo(next.offset());
            folder =
                    budget.unpacked(new CabFolder(in, next.blocks(), dataReserve, BlockDecoder.of(next.compression())));
        }
    }
}
