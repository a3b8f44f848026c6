# Words of the parts that every page is made of.
ui-active-filters = 已启用的筛选条件
ui-after = 变更后：
ui-before = 变更前：
ui-clear-filters = 清除筛选
ui-close = 关闭
ui-copied = 已复制
ui-copy = 复制 { $id }
ui-crumbs = 当前位置
ui-export = 导出 CSV
ui-filter = 应用筛选
ui-first-page = 返回第一页
ui-filtered-out = 没有符合条件的记录
ui-filtered-out-of = { $count ->
   *[other] 共 { $n } 条记录，均被当前筛选条件排除。
}
ui-search-too-long = 搜索内容过长
ui-search-too-long-why = 未执行搜索：搜索内容超过 { $most } 个字符。请输入名称或 ID 中较短的一部分。
ui-meter = 预算已用比例
ui-never-read = 尚未从华为云读取
ui-never-read-failing = 从华为云读取失败，暂无数据
ui-none = 无
ui-not-allowed = 您的角色无权查看
ui-not-allowed-why = 您的角色不包含此权限，可由本系统管理员调整。
ui-page-after = 下一页
ui-page-before = 上一页
ui-pages = 分页
ui-past-end = 列表没有这么多页，此页没有内容。
ui-range = 第 { $first }–{ $last } 条，共 { $total } 条
ui-read-ago = { $age }前更新
ui-read-failing = 更新失败，上次更新于 { $age }前
ui-select = 选择
ui-select-all = 全选本页
ui-week-from = 起始周
ui-without-filter = 移除筛选条件：
