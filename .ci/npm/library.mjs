// What the page takes from its table library. "make library" bundles it into report/html/page/library.js.
export {
  columnFilteringFeature, columnGroupingFeature, constructTable, createExpandedRowModel, createFilteredRowModel,
  createGroupedRowModel, createSortedRowModel, rowExpandingFeature, rowSortingFeature, tableFeatures,
} from '@tanstack/table-core';
export {storeReactivityBindings} from '@tanstack/table-core/store-reactivity-bindings';
export {Virtualizer, elementScroll, observeElementOffset, observeElementRect} from '@tanstack/virtual-core';
